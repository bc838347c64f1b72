/**
 * Prepares what a federation is made with: the draft of its contract, its base model, and the
 * command lines of its applications. Enter at {@link io.tributary.infra.local.setup.Distribution}
 * and {@link io.tributary.infra.local.setup.ContractDraft}.
 */
package io.tributary.infra.local.setup;
