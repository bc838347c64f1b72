/**
 * The flags of {@code local run}, with their bounds. Enter at {@link
 * io.tributary.infra.local.options.LocalRunOptions}.
 */
package io.tributary.infra.local.options;
