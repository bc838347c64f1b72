/**
 * Makes text that may come from outside safe for a terminal, a log or a table. Enter at {@link
 * io.tributary.schemas.text.Printable}. It must not import any other package of the product.
 */
package io.tributary.schemas.text;
