/** The parts of fengari that are used: Lua's own interface for C, in JavaScript. */
declare module 'fengari' {
  /** A state of the interpreter. */
  type State = object;
  type Text = Uint8Array;

  export const lua: {
    readonly LUA_OK: number;
    readonly LUA_TBOOLEAN: number;
    readonly LUA_TNIL: number;
    readonly LUA_TNUMBER: number;
    lua_createtable(state: State, elements: number, fields: number): void;
    lua_getfield(state: State, index: number, key: Text): number;
    lua_getglobal(state: State, name: Text): number;
    lua_istable(state: State, index: number): boolean;
    lua_next(state: State, index: number): boolean;
    lua_pcall(state: State, given: number, results: number, handler: number): number;
    lua_pop(state: State, count: number): void;
    lua_pushboolean(state: State, value: boolean): void;
    lua_pushnil(state: State): void;
    lua_pushnumber(state: State, value: number): void;
    lua_pushstring(state: State, value: Text): void;
    lua_setfield(state: State, index: number, key: Text): void;
    lua_setglobal(state: State, name: Text): void;
    lua_seti(state: State, index: number, position: number): void;
    lua_toboolean(state: State, index: number): boolean;
    lua_tojsstring(state: State, index: number): string | null;
    lua_tonumber(state: State, index: number): number;
    lua_type(state: State, index: number): number;
  };
  export const lauxlib: {
    luaL_dostring(state: State, script: Text): boolean | number;
    luaL_newstate(): State;
    luaL_requiref(state: State, name: Text, open: (state: State) => number, asGlobal: number): void;
    luaL_typename(state: State, index: number): Text;
  };
  export const lualib: {
    luaopen_base(state: State): number;
    luaopen_string(state: State): number;
    luaopen_table(state: State): number;
  };
  export function to_jsstring(text: Text): string;
  export function to_luastring(text: string): Text;
}
