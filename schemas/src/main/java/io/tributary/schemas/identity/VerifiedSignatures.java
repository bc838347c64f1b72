package io.tributary.schemas.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks signatures, and remembers those that held: an update's manifest and chunks carry one
 * signature over one text, and to check it costs more than all else about a small chunk.
 *
 * <p>What is remembered is a digest of key, signature and text together, so that a record of which
 * one bit differs is checked on its own. Failures are not remembered. It is a cache and nothing
 * else: what was forgotten is checked again, with the same verdict. Safe for use by threads.
 */
public final class VerifiedSignatures {
  /**
   * Signatures that are remembered, one an update: enough for chunks that are read long after their
   * manifest, in half a megabyte.
   */
  public static final int CAPACITY = 4_096;

  private final Map<ByteBuffer, Boolean> held;

  /** Remembers the newest {@link #CAPACITY}. */
  public VerifiedSignatures() {
    this(CAPACITY);
  }

  VerifiedSignatures(int capacity) {
    held = newest(capacity);
  }

  /** Whether the key's owner signed exactly this text, as {@link Authorship#isOver} says. */
  public boolean isOver(Authorship author, SignedText text) {
    ByteBuffer known = digest(author, text.bytes());
    if (holds(known)) {
      return true;
    }
    boolean verdict = author.isOver(text);
    if (verdict) {
      remember(known);
    }
    return verdict;
  }

  /** How many signatures are remembered. */
  synchronized int size() {
    return held.size();
  }

  private synchronized boolean holds(ByteBuffer known) {
    return held.containsKey(known);
  }

  private synchronized void remember(ByteBuffer known) {
    held.put(known, true);
  }

  private static Map<ByteBuffer, Boolean> newest(int capacity) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
        return size() > capacity;
      }
    };
  }

  /** Key and signature have fixed lengths, so that no two records are digested from one input. */
  private static ByteBuffer digest(Authorship author, byte[] message) {
    MessageDigest sha = SignedText.sha256();
    sha.update(author.key().bytes());
    sha.update(author.signature());
    return ByteBuffer.wrap(sha.digest(message));
  }
}
