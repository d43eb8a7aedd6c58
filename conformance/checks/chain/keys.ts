import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';

/** A signing config without a transparency log and without a timestamp authority, which are on the network. */
const SIGNING_CONFIG = {
  mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
  rekorTlogConfig: {},
  tsaConfig: {},
};

/** The flags by which a key stands for the identity that GitHub gives a workflow. */
export interface KeyFlags {
  readonly sign: string;
  readonly verify: string;
  /** In PEM. */
  readonly publicKey: string;
}

/** Makes a pair of keys in a folder of its own. */
export async function makeKey(cosign: string, folder: string): Promise<KeyFlags> {
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = await runToEnd(cosign, ['generate-key-pair'], { cwd: folder, env: { ...process.env, COSIGN_PASSWORD: '' } });
  if (status !== 0) throw new Error(`cosign generate-key-pair: ${stderr}`);
  const config = join(folder, 'signing-config.json');
  writeFileSync(config, JSON.stringify(SIGNING_CONFIG));
  return {
    sign: `--yes --key ${join(folder, 'cosign.key')} --signing-config ${config} --allow-http-registry`,
    verify: `--key ${join(folder, 'cosign.pub')} --insecure-ignore-tlog=true --private-infrastructure --allow-http-registry`,
    publicKey: readFileSync(join(folder, 'cosign.pub'), 'utf8'),
  };
}
