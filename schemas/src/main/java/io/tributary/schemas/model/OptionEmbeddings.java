package io.tributary.schemas.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Embeddings of answer options by the frozen base model. They never change, so those that were used
 * last are cached. Safe for use by several threads.
 *
 * <p>Each option is embedded alone: the last bits of an embedding depend on the other texts of its
 * batch, so a training would otherwise depend on which options other clients asked for before.
 */
public final class OptionEmbeddings {
  private final TextEmbedder embedder;
  private final Map<String, float[]> kept;

  /**
   * Creates an empty cache of option embeddings.
   *
   * @param capacity options kept, >= 1; each takes {@code 4 * hidden} bytes
   */
  public OptionEmbeddings(TextEmbedder embedder, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("kept option embeddings must be >= 1, were " + capacity);
    }
    this.embedder = embedder;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Returns the embedding of each distinct option. The caller must not change the arrays. */
  public Map<String, float[]> of(Collection<String> options) {
    var found = new HashMap<String, float[]>();
    List<String> missing = new ArrayList<>();
    synchronized (kept) {
      for (String option : new LinkedHashSet<>(options)) {
        float[] embedding = kept.get(option);
        if (embedding == null) {
          missing.add(option);
        } else {
          found.put(option, embedding);
        }
      }
    }
    for (String option : missing) {
      float[] embedding = embedder.embed(List.of(option))[0];
      found.put(option, embedding);
      synchronized (kept) {
        kept.put(option, embedding);
      }
    }
    return found;
  }
}
