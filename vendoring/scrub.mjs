// Zeros all memory that nothing alive owns, which makes a snapshot smaller.
//
// Python's and C's allocators are asked for all that they have free, without growing; it is filled with zeros and
// given back.

const POOL = 16384; // bytes; Python cuts its arenas into pools of one size class each
const POOL_HEAD = 64; // bytes; the first block of a new pool stands no further from its beginning
const SMALL = 512; // bytes; Python asks C for everything larger
const STEP = 8; // bytes; so much the size classes differ
const LARGEST = 8 << 20; // bytes; no hole is larger

/** @param {Record<string, any>} module Pyodide's */
export function scrub(module) {
  const memory = () => module.HEAPU8;
  const zero = (at, size) => memory().fill(0, at, at + size);
  const noGrowth = () => module._malloc_set_footprint_limit(module._malloc_footprint());
  const small = [];
  for (let size = STEP; size <= SMALL; size += STEP) {
    // What is free in the pools of this size: until a new pool is begun.
    for (;;) {
      const at = module._PyObject_Malloc(size);
      if (at % POOL <= POOL_HEAD) {
        module._PyObject_Free(at);
        break;
      }
      zero(at, size);
      small.push(at);
    }
  }
  noGrowth();
  for (;;) {
    const at = module._PyObject_Malloc(SMALL);
    if (!at) break;
    zero(at, SMALL);
    small.push(at);
  }
  noGrowth();
  const large = [];
  for (let size = LARGEST; size >= 16; size = size > 2048 ? Math.floor(size / 12) * 8 : size - 8) {
    for (;;) {
      const at = module._malloc(size);
      if (!at) break;
      zero(at, module._malloc_usable_size(at));
      large.push(at);
    }
  }
  module._malloc_set_footprint_limit(-1);
  for (const at of large.reverse()) module._free(at);
  for (const at of small.reverse()) module._PyObject_Free(at);
  memory().fill(0, module._sbrk(0));
  // The stack below what is in use; it grows downwards.
  memory().fill(
    0,
    module._emscripten_stack_get_end(),
    module._emscripten_stack_get_current() - 4096,
  );
}
