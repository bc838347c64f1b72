/**
 * Text that may come from outside, made fit for a terminal, a log or a table. Must not import
 * anything of ours. Enter at {@link io.tributary.schemas.text.Printable}.
 */
package io.tributary.schemas.text;
