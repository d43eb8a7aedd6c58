import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import { SettingsTable } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import type { Validation } from '../../core/validation';
import type { EnvProps } from '../props/configuration-props';
import { EnvFrom } from '../sources/env-from';
import { EnvSource } from '../sources/env-source';
import { FileSource } from '../sources/file-source';
import { ABSOLUTE, VARIABLE } from './forms';

/** What an object of a class has to be, and how one is made. */
interface Made {
  readonly is: (value: unknown) => boolean;
  readonly allowed: string;
  readonly fix: string;
}

/** A map of objects of one class. */
export function mapOfMade(keys: Limit, made: Made): Form {
  return {
    kind: 'object',
    check: (validation, path, map) => {
      if (typeof map !== 'object' || map === null || Array.isArray(map) || made.is(map)) {
        const fix = `write ${path}: { ${show(keys.example)}: ... }`;
        validation.add({ path, got: show(map), allowed: 'a map', fix });
        return;
      }
      for (const [key, value] of Object.entries(map)) {
        validation.required(`${path} key`, key, keys);
        checkMade(validation, `${path}[${show(key)}]`, value, made);
      }
    },
  };
}

/** A list of objects of one class. */
export function listOfMade(made: Made): Form {
  return {
    kind: 'object',
    check: (validation, path, items) => void validation.items(path, items, (at, item) => checkMade(validation, at, item, made)),
  };
}

function checkMade(validation: Validation, path: string, value: unknown, { is, allowed, fix }: Made): boolean {
  if (is(value)) return true;
  validation.add({ path, got: show(value), allowed, fix });
  return false;
}

const ENV_SOURCE: Made = {
  is: (value) => value instanceof EnvSource,
  allowed: 'EnvSource.fromSecret, .fromConfigMap, .fromField or .fromResource',
  fix: "write EnvSource.fromSecret('payments', 'api-key'); a text belongs in env",
};

const ENV_FROM: Made = {
  is: (value) => value instanceof EnvFrom,
  allowed: 'EnvFrom.fromSecret or EnvFrom.fromConfigMap',
  fix: "write EnvFrom.fromSecret('payments')",
};

const FILE_SOURCE: Made = {
  is: (value) => value instanceof FileSource,
  allowed: 'FileSource.fromSecret or FileSource.fromConfigMap',
  fix: "write FileSource.fromSecret('payments', 'key.pem'); a text belongs in files",
};

/** The variables that are not texts. */
export const ENV_SOURCES = {
  envSources: {
    form: mapOfMade(VARIABLE, ENV_SOURCE),
    default: {},
    defaultText: 'none',
    text: 'Environment variables from Secrets, ConfigMaps, fields and resources, each an `EnvSource`',
  },
  envFrom: {
    form: listOfMade(ENV_FROM),
    default: [],
    defaultText: 'none',
    text: 'Whole Secrets and ConfigMaps as environment variables, each an `EnvFrom`; a later one wins',
  },
} as const satisfies Settings<EnvProps>;

/** The variables that are not texts, as one table. */
export const ENV_SETTINGS = new SettingsTable<EnvProps, typeof ENV_SOURCES>(ENV_SOURCES);

/** Files that are not texts, by their paths. */
export const FILE_SOURCES = mapOfMade(ABSOLUTE, FILE_SOURCE);
