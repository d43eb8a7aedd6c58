export { Backend, type Answer, type BackendOptions } from './backend';
export { refOf, shortRef, type Entity, type Relation } from './entity';
export { GitHub, ORGANIZATION, type Change } from './github';
export { installBackstage } from './install';
export { buildActions } from './actions';
export { Neighbours } from './neighbours';
export { runTemplate, type Answers, type Refusal, type Task } from './tasks';
