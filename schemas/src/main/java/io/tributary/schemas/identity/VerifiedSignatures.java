package io.tributary.schemas.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Checks signatures, and remembers those that held: an update's manifest and chunks carry one
 * signature over one text, and to check it takes a tenth of a millisecond.
 *
 * <p>What is remembered is a digest of key, signature and text together, so that a record of which
 * one bit differs is checked on its own. Failures are not remembered. It is a cache and nothing
 * else: what was forgotten is checked again, with the same verdict. Safe for use by threads.
 */
public final class VerifiedSignatures {
  /**
   * Of so many updates that their chunks and manifests may be read far apart. With as many keys,
   * they fill two megabytes.
   */
  public static final int CAPACITY = 4_096;

  private final Map<ByteBuffer, Boolean> held;

  /** To find a key's point takes a tenth of a check; empty for a key that has none. */
  private final Map<ClientKey, Optional<Ed25519.PublicPoint>> points;

  /** Remembers the newest {@link #CAPACITY}. */
  public VerifiedSignatures() {
    this(CAPACITY);
  }

  VerifiedSignatures(int capacity) {
    held = newest(capacity);
    points = newest(capacity);
  }

  /** Whether the key's owner signed exactly this text, as {@link Authorship#isOver} says. */
  public boolean isOver(Authorship author, SignedText text) {
    byte[] message = text.bytes();
    ByteBuffer known = digest(author, message);
    if (holds(known)) {
      return true;
    }
    boolean verdict =
        point(author.key())
            .filter(
                point -> Ed25519.verify(author.signature(), 0, point, message, 0, message.length))
            .isPresent();
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

  private Optional<Ed25519.PublicPoint> point(ClientKey key) {
    synchronized (this) {
      Optional<Ed25519.PublicPoint> known = points.get(key);
      if (known != null) {
        return known;
      }
    }
    Optional<Ed25519.PublicPoint> found =
        Optional.ofNullable(Ed25519.validatePublicKeyPartialExport(key.bytes(), 0));
    synchronized (this) {
      points.put(key, found);
    }
    return found;
  }

  private static <K, V> Map<K, V> newest(int capacity) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
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
