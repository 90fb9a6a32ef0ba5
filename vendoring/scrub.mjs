// Zeros all memory that nothing alive owns, which makes a snapshot smaller.
//
// C's allocator, from which Pyodide's Python takes all its memory (it has none of its own: WITH_PYMALLOC is 0), is asked
// for all that it has free, without growing; it is filled with zeros and given back.

const LARGEST = 8 << 20; // bytes; no hole is larger
const SMALLEST = 16; // bytes

/** @param {Record<string, any>} module Pyodide's */
export function scrub(module) {
  const memory = () => module.HEAPU8;
  module._malloc_set_footprint_limit(module._malloc_footprint());
  const taken = [];
  for (let size = LARGEST; size >= SMALLEST; size = next(size)) {
    for (;;) {
      const at = module._malloc(size);
      if (!at) break;
      memory().fill(0, at, at + module._malloc_usable_size(at));
      taken.push(at);
    }
  }
  module._malloc_set_footprint_limit(-1);
  for (const at of taken.reverse()) module._free(at);
  memory().fill(0, module._sbrk(0));
  // The stack below what is in use; it grows downwards.
  memory().fill(
    0,
    module._emscripten_stack_get_end(),
    module._emscripten_stack_get_current() - 4096,
  );
}

/** @param {number} size @returns {number} the next smaller size to ask for */
const next = (size) => (size > 2048 ? Math.floor(size / 12) * 8 : size - 8);
