import type { FastifyInstance } from 'fastify';

interface Named {
  readonly name: string;
}

const NAMED = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1, maxLength: 50 } },
  required: ['name'],
  additionalProperties: false,
} as const;

/** An example of a route: replace it with your own. */
export function greetings(app: FastifyInstance, _options: object, done: () => void): void {
  app.get<{ Params: Named }>('/greetings/:name', { schema: { params: NAMED } }, ({ params }) => greet(params));
  app.post<{ Body: Named }>('/greetings', { schema: { body: NAMED } }, ({ body }, reply) => reply.code(201).send(greet(body)));
  done();
}

function greet({ name }: Named): { message: string } {
  return { message: `Hello, ${name}!` };
}
