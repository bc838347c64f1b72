/**
 * Makes text that may come from outside safe for a terminal, a log or a table. Enter at {@link
 * io.tributary.schemas.text.PrintableText}. It must not import anything of ours.
 */
package io.tributary.schemas.text;
