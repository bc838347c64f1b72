/**
 * Explains in words which rules one client's records break, for authors of clients. Pure: enter at
 * {@link io.tributary.infra.check.ContractCheck} with the {@link
 * io.tributary.infra.check.ClientRecords} that a reader of the topics has collected.
 */
package io.tributary.infra.check;
