// golden-path:begin database
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';

interface Note {
  readonly id: number;
  readonly text: string;
}

const NEW_NOTE = {
  type: 'object',
  properties: { text: { type: 'string', minLength: 1, maxLength: 200 } },
  required: ['text'],
  additionalProperties: false,
} as const;

/** An example of a table: replace it with your own. */
export function notes(app: FastifyInstance, { pool }: { pool: Pool }, done: () => void): void {
  app.get('/notes', async () => {
    const { rows } = await pool.query<Note>('select id::int, text from notes order by id desc limit 100');
    return rows;
  });
  app.post<{ Body: Omit<Note, 'id'> }>('/notes', { schema: { body: NEW_NOTE } }, async ({ body }, reply) => {
    const { rows } = await pool.query<Note>('insert into notes (text) values ($1) returning id::int, text', [body.text]);
    return reply.code(201).send(rows[0]);
  });
  done();
}
// golden-path:end database
