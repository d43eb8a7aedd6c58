// Loaded before a program: says at its end how much memory it had at most, in MB.
process.on('exit', () => process.stderr.write(`maxRSS ${Math.ceil(process.resourceUsage().maxRSS / 1024)}\n`));
