import { lua, to_luastring, type State } from 'fengari';

/** Puts a value of JSON on the stack: to Lua, null is nothing at all, and a list is a table that counts from 1. */
export function push(state: State, value: unknown): void {
  if (value === null || value === undefined) return lua.lua_pushnil(state);
  if (typeof value === 'boolean') return lua.lua_pushboolean(state, value);
  if (typeof value === 'number') return lua.lua_pushnumber(state, value);
  if (typeof value !== 'object') return lua.lua_pushstring(state, to_luastring(String(value)));
  lua.lua_createtable(state, 0, 0);
  for (const [key, field] of Object.entries(value)) {
    push(state, field);
    if (Array.isArray(value)) lua.lua_seti(state, -2, Number(key) + 1);
    else lua.lua_setfield(state, -2, to_luastring(key));
  }
}

/** Reads the value at the top of the stack, and takes it off. */
export function pop(state: State): unknown {
  const value = lua.lua_istable(state, -1) ? fieldsOf(state) : scalarOf(state);
  lua.lua_pop(state, 1);
  return value;
}

function scalarOf(state: State): unknown {
  switch (lua.lua_type(state, -1)) {
    case lua.LUA_TNIL: return undefined;
    case lua.LUA_TBOOLEAN: return lua.lua_toboolean(state, -1);
    case lua.LUA_TNUMBER: return lua.lua_tonumber(state, -1);
    default: return lua.lua_tojsstring(state, -1);
  }
}

/** A table that counts from 1 is a list. */
function fieldsOf(state: State): unknown {
  const fields: [unknown, unknown][] = [];
  lua.lua_pushnil(state);
  while (lua.lua_next(state, -2)) {
    const value = pop(state);
    fields.push([scalarOf(state), value]);
  }
  const isList = fields.length > 0 && fields.every(([key], index) => key === index + 1);
  return isList ? fields.map(([, value]) => value) : Object.fromEntries(fields);
}
