const LONG = 'a word and a colon: '.repeat(20);

/** Texts that something on the way might take for something else: a template, YAML of either version, or a shell. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Templates, and what Kubernetes itself expands.
  '{{ .Values }}', '{{ "{{" }}', '{{- fail "evaluated" -}}', '}}', '{{/* gone */}}', '{{ include "common.app" . }}', '$(HOME)',
  '${HOME}', '%s%d',
  // Booleans, nothing and numbers, of YAML 1.1 or 1.2.
  'on', 'off', 'yes', 'No', 'y', 'n', 'true', 'FALSE', 'null', '~', '0', '-0', '012', '0o17', '0x1F', '0b1', '1_000', '1e3', '1e1000',
  '.5', '+1',
  '2024_01', '1_000.5', '0x_1', '0B1', '+.5', '1000000', '1e+06', '.inf', '.NaN', '12:34:56', '190:20:30.15', '2024-01-01',
  '2024-01-01T00:00:00Z', '<<', '=',
  // What a plain scalar cannot begin with or hold.
  '!!binary aGk=', '!tag', '&anchor', '*alias', '- item', '-', '?', '? key', ':', 'key: value', 'key:', '# comment', 'a #comment',
  '%YAML 1.1',
  '@at', '`tick`', '[a, b]', '{a: b}', '{}', '|', '>-', ', ', '"double"', "'single'", '"', "'", 'a"b\'c', '\\', '\\n', '\\x41', '<&>',
  // Spaces, lines and ends of documents.
  ' leading', 'trailing ', '  ', '\t', '\ttab', 'a\nb\n', 'a\n\n\n', '\n', '\n\na', ' a\n  b\n c', 'a  \n  b', 'a\r\nb\r', '\n---\n',
  '---', '...', 'a: b\n---\nc: d\n',
  // Other alphabets, and characters that readers of YAML disagree about.
  'é', '日本語', '😀', '\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', 'a\u0085b', '\u00a0', 'a\u2028b', '\u2029', '\ufeff',
  '\u200b', '\uffff', '\u{e0001}',
  '\u{10ffff}', LONG, LONG.replaceAll(' ', '\n'),
];
