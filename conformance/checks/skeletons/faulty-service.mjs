// A service that breaks the contract of skeletons in every way: the check has to find all of it.
import { createServer } from 'node:http';

const { HOST, PORT, METRICS_PORT } = process.env;
const NAME = 'http_server_request_duration_seconds';

createServer((request, response) => {
  console.log(`got ${request.method} ${request.url}`);
  console.log(JSON.stringify({ 'timestamp': 'now', 'severity': 'fine', 'http.request.method': request.method, 'path': request.url }));
  response.writeHead(200).end('{}');
}).listen(Number(PORT) || 0, HOST);

createServer((_request, response) => {
  response.end(`# TYPE ${NAME} summary\n${NAME}_bucket{path="/greetings/Grace-Hopper",le="1"} 1\n${NAME}_count{path="/"} 1\n?\n`);
}).listen(Number(METRICS_PORT) < 65_536 ? Number(METRICS_PORT) : 0, HOST);

process.on('SIGTERM', () => setTimeout(() => process.exit(3), 3000));
if (PORT === 'http') setTimeout(() => process.exit(0), 100);
