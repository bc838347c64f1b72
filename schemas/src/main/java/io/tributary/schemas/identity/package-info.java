/**
 * Proves which client wrote a record: the client's Ed25519 key (RFC 8032), its signatures, and the
 * text that they cover.
 *
 * <p>Enter at {@link io.tributary.schemas.identity.ClientIdentity} to sign, and at {@link
 * io.tributary.schemas.identity.VerifiedSignatures} to check. The only package that imports Bouncy
 * Castle, whose Ed25519 takes a sixth of the time of the JDK's. Must not import anything of ours.
 */
package io.tributary.schemas.identity;
