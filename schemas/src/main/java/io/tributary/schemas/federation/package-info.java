/**
 * Lets a program join a federation: it checks that broker and registry answer, and reads, publishes
 * and alters the contract. Enter at {@link io.tributary.schemas.federation.FederationDirectory}. It
 * must not import DJL or generated Avro classes.
 */
package io.tributary.schemas.federation;
