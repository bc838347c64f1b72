/**
 * A federation's contract: what all its parties agree on, section by section. Enter at {@link
 * io.tributary.schemas.spec.FederationSpec}. Must not import Kafka, Avro or DJL.
 */
package io.tributary.schemas.spec;
