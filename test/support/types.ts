/** Whether two types are one; the compiler checks it. */
export type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** A type whose fields can be written. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An absent value of a class is a property that may be left out. */
export type Absent<T> = {
  [Key in keyof Required<T>]: Key extends keyof T ? T[Key] | (undefined extends T[Key] ? undefined : never) : never;
};
