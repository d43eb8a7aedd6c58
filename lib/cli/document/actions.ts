export { eject } from '../eject/eject';
export { render } from '../render/render';
export { schema } from '../schema/schema';
