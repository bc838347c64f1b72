/**
 * Settings that every application reads the same way, and how a failure ends a command. Enter at
 * {@link io.tributary.schemas.settings.FederationConnection}. Must not import anything of ours but
 * {@code id} and {@code text}. Must not import Avro or DJL.
 */
package io.tributary.schemas.settings;
