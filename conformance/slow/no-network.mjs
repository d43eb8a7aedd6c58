// Loaded before a synth: whoever asks the network fails. A socket of this machine, by which tsx talks to itself, is none.
import dns from 'node:dns';
import { Socket } from 'node:net';

const { connect } = Socket.prototype;

function refuse() {
  console.error('the network was asked');
  process.exit(1);
}

Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  return typeof first === 'string' || first?.path ? connect.apply(this, args) : refuse();
};
dns.lookup = refuse;
dns.promises.lookup = refuse;
