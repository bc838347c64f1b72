package io.tributary.router.infer;

import io.tributary.schemas.adapter.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Caches the most recently used base embeddings by the digest of their text: the base never
 * changes, so neither do they. Texts themselves are not kept. Not safe for use by several threads
 * at once.
 */
final class EmbeddingCache {
  private final int capacity;
  private final Function<List<String>, List<float[]>> embed;
  private final MessageDigest sha256 = Digests.sha256();
  private final LinkedHashMap<ByteBuffer, float[]> recent = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * Creates a cache in front of {@code embed}.
   *
   * @param capacity texts, >= 1
   */
  EmbeddingCache(int capacity, Function<List<String>, List<float[]>> embed) {
    this.capacity = capacity;
    this.embed = embed;
  }

  /**
   * Returns one embedding per text, in order; all unknown texts are embedded in one call, each
   * once.
   */
  List<float[]> embed(List<String> texts) {
    var keys = texts.stream().map(this::digest).toList();
    var found = new LinkedHashMap<ByteBuffer, float[]>();
    var missing = new LinkedHashMap<ByteBuffer, String>();
    for (int i = 0; i < keys.size(); i++) {
      float[] known = recent.get(keys.get(i));
      if (known == null) {
        missing.put(keys.get(i), texts.get(i));
      } else {
        found.put(keys.get(i), known);
      }
    }
    if (!missing.isEmpty()) {
      List<float[]> fresh = embed.apply(List.copyOf(missing.values()));
      int i = 0;
      for (ByteBuffer key : missing.keySet()) {
        found.put(key, fresh.get(i));
        recent.put(key, fresh.get(i));
        i++;
      }
      evict();
    }
    var embeddings = new ArrayList<float[]>(texts.size());
    keys.forEach(key -> embeddings.add(found.get(key)));
    return embeddings;
  }

  private void evict() {
    var oldestFirst = recent.entrySet().iterator();
    while (recent.size() > capacity) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /**
   * Returns all 256 bits of the digest: with fewer, a forged text could get another text's
   * embedding.
   */
  private ByteBuffer digest(String text) {
    return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
