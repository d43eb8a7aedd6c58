import { readFileSync } from 'node:fs';

/** What the process is told by its environment. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly shutdownDelaySeconds: number;
  readonly shutdownTimeoutSeconds: number;
  // golden-path:begin database
  readonly database: DatabaseSettings;
  // golden-path:end database
}

// golden-path:begin database
export interface DatabaseSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  /** Reads the password again: it rotates while the process runs. */
  readonly password: () => string;
  readonly sslMode: string;
  readonly sslRootCert?: string;
}

const SSL_MODES = ['disable', 'require', 'verify-full'];
// golden-path:end database

const MAX_PORT = 65_535;
const MAX_SECONDS = 3600;

/** @throws with every setting that is missing or wrong */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const reader = new Reader(env);
  const settings: Settings = {
    host: reader.text('HOST', '::'),
    port: reader.integer('PORT', 8080, 0, MAX_PORT),
    metricsPort: reader.integer('METRICS_PORT', 9090, 0, MAX_PORT),
    shutdownDelaySeconds: reader.integer('SHUTDOWN_DELAY_SECONDS', 0, 0, MAX_SECONDS),
    shutdownTimeoutSeconds: reader.integer('SHUTDOWN_TIMEOUT_SECONDS', 20, 1, MAX_SECONDS),
    // golden-path:begin database
    database: {
      host: reader.text('DATABASE_HOST'),
      port: reader.integer('DATABASE_PORT', 5432, 1, MAX_PORT),
      database: reader.text('DATABASE_DATABASE'),
      username: reader.text('DATABASE_USERNAME'),
      password: reader.again('DATABASE_PASSWORD'),
      sslMode: reader.oneOf('DATABASE_SSLMODE', 'require', SSL_MODES),
      sslRootCert: reader.text('DATABASE_SSLROOTCERT', '') || undefined,
    },
    // golden-path:end database
  };
  if (reader.problems.length > 0) throw new Error(`wrong settings: ${reader.problems.join('; ')}`);
  return settings;
}

/** Reads the variable NAME, or the file that NAME_FILE names, and collects what is wrong. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  text(name: string, fallback?: string): string {
    try {
      const value = read(this.env, name) ?? fallback;
      if (value !== undefined) return value;
      this.problems.push(`${name} is missing`);
    } catch (error) {
      this.problems.push(`${name}_FILE cannot be read: ${(error as Error).message}`);
    }
    return '';
  }

  integer(name: string, fallback: number, minimum: number, maximum: number): number {
    const text = this.text(name, String(fallback));
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= minimum && value <= maximum) return value;
    this.problems.push(`${name} is not a whole number from ${minimum} to ${maximum}`);
    return fallback;
  }
  // golden-path:begin database

  oneOf(name: string, fallback: string, allowed: readonly string[]): string {
    const value = this.text(name, fallback);
    if (!allowed.includes(value)) this.problems.push(`${name} is not one of ${allowed.join(', ')}`);
    return value;
  }

  /** A function that reads the value again each time. */
  again(name: string): () => string {
    this.text(name);
    return () => read(this.env, name) ?? '';
  }
  // golden-path:end database
}

function read(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8').trim() : env[name];
}
