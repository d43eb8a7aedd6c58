import { PORT } from '../core/names';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import { Peer } from './peer';
import { REASON } from './reasons';

/** Checks what allowFrom and allowTo were given. */
export function validateConnection(where: string, peer: Peer, port: number, why: string): void {
  const validation = new Validation(where, 'InvalidRule');
  if (!(peer instanceof Peer)) {
    const fix = typeof peer === 'string' ? `write Peer.service(${show(peer)})` : "write Peer.service('<name>')";
    validation.add({ path: 'peer', got: show(peer), allowed: 'Peer.service, Peer.namespace or Peer.cidr', fix });
  }
  validation.required('port', port, PORT);
  validation.required('why', why, REASON);
  validation.throwIfAny();
}
