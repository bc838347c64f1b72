/**
 * What is wrong with what one client wrote, in words: for people who write clients of their own.
 * Pure: enter at {@link io.tributary.infra.check.ContractCheck} with the {@link
 * io.tributary.infra.check.ClientEvidence} that a reader of the topics has put together.
 */
package io.tributary.infra.check;
