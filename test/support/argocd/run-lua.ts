import { lauxlib, lua, lualib, to_jsstring, to_luastring, type State } from 'fengari';
import { push } from '../lua-values';

/** What a health check gives back. */
export interface CheckedHealth {
  readonly status?: string;
  readonly message?: string;
}

/** What Argo CD opens for a check that is not its own; there are no functions for texts, for one. */
const LIBRARIES = [['_G', lualib.luaopen_base], ['table', lualib.luaopen_table]] as const;

/**
 * Runs a health check on an object. Argo CD itself runs another interpreter, of Lua 5.1.
 *
 * @throws in the interpreter's words where the check breaks, and where it gives no table
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export function runHealthCheck(script: string, object: unknown): CheckedHealth {
  const state = lauxlib.luaL_newstate();
  for (const [name, open] of LIBRARIES) {
    lauxlib.luaL_requiref(state, to_luastring(name), open, 1);
    lua.lua_pop(state, 1);
  }
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));
  const broken = lauxlib.luaL_dostring(state, to_luastring(script));
  if (broken) throw new Error(`the check breaks: ${lua.lua_tojsstring(state, -1)}`);
  if (!lua.lua_istable(state, -1)) throw new Error(`the check gives a ${to_jsstring(lauxlib.luaL_typename(state, -1))} and no table`);
  return Object.fromEntries(['status', 'message'].flatMap((name) => fieldOf(state, name)));
}

function fieldOf(state: State, name: string): [string, string][] {
  lua.lua_getfield(state, -1, to_luastring(name));
  const text = lua.lua_tojsstring(state, -1);
  lua.lua_pop(state, 1);
  return text === null ? [] : [[name, text]];
}
