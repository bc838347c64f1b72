/**
 * Joining a federation: is it there, and what does it agree on? Enter at {@link
 * io.tributary.schemas.federation.FederationDirectory}. Must not import DJL or generated Avro
 * classes.
 */
package io.tributary.schemas.federation;
