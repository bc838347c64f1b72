/**
 * Traces where a published version comes from: the updates that it holds, and those that its window
 * left out. Pure. Enter at {@link io.tributary.infra.history.lineage.Lineage}.
 */
package io.tributary.infra.history.lineage;
