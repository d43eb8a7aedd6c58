/** The languages that there is a skeleton for. */
export enum ServiceLanguage {
  /** Python, with FastAPI and uv. */
  PYTHON = 'python',
  /** TypeScript, with Fastify. */
  TYPESCRIPT = 'typescript',
  /** Go, with net/http. */
  GO = 'go',
}

/** What a language is called, and what a reader has to know of its skeleton. */
export const LANGUAGES: Readonly<Record<ServiceLanguage, { readonly title: string; readonly tools: string }>> = {
  [ServiceLanguage.PYTHON]: { title: 'Python', tools: 'FastAPI and uv' },
  [ServiceLanguage.TYPESCRIPT]: { title: 'TypeScript', tools: 'Fastify' },
  [ServiceLanguage.GO]: { title: 'Go', tools: 'net/http' },
};
