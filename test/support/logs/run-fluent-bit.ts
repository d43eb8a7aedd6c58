import { lauxlib, lua, lualib, to_luastring } from 'fengari';
import { FLUENT_BIT_SCRIPT } from '../../../lib/observability/logs/fluent-bit-script';
import { pop, push } from '../lua-values';

/** What the script makes of a record. */
export interface FluentBitRecord extends Readonly<Record<string, unknown>> {
  readonly message?: unknown;
  readonly severity?: unknown;
  readonly severity_number?: unknown;
}

const LIBRARIES = [['_G', lualib.luaopen_base], ['table', lualib.luaopen_table], ['string', lualib.luaopen_string]] as const;

/** The file of a container's output. */
const POD_FILE = '/var/log/pods/shop-staging_go-7f_0f9c7f0e-5a1d-4f6e-9a55-2f6f6f1f1f1f/app/0.log';

/**
 * Runs the script for Fluent Bit on events, each as the filters before it hand it over: a whole event in `log`, with its fields beside
 * it if it is an object of JSON, and the time taken out. Fluent Bit itself has another interpreter, LuaJIT.
 *
 * @throws in the interpreter's words where the script breaks
 * @see https://docs.fluentbit.io/manual/pipeline/filters/lua
 */
export function runFluentBit(events: readonly string[], script = FLUENT_BIT_SCRIPT): FluentBitRecord[] {
  const state = lauxlib.luaL_newstate();
  for (const [name, open] of LIBRARIES) {
    lauxlib.luaL_requiref(state, to_luastring(name), open, 1);
    lua.lua_pop(state, 1);
  }
  if (lauxlib.luaL_dostring(state, to_luastring(script))) throw new Error(`the script breaks: ${lua.lua_tojsstring(state, -1)}`);
  return events.map((event) => {
    lua.lua_getglobal(state, to_luastring('line'));
    push(state, 'pods.one');
    push(state, 1_795_824_000.5);
    push(state, { ...fieldsOf(event), log: event, file: POD_FILE });
    if (lua.lua_pcall(state, 3, 3, 0) !== lua.LUA_OK) throw new Error(`the script breaks: ${lua.lua_tojsstring(state, -1)}`);
    const record = pop(state) as FluentBitRecord;
    const [time, code] = [pop(state), pop(state)];
    // 2 is a changed record with the time that it had.
    if (code !== 2 || time !== 1_795_824_000.5) throw new Error(`the script gives ${String(code)} and ${String(time)}`);
    return record;
  });
}

function fieldsOf(event: string): Record<string, unknown> {
  try {
    return event.startsWith('{') ? { ...JSON.parse(event) as Record<string, unknown>, timestamp: undefined } : {};
  } catch {
    return {};
  }
}
