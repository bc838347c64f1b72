package io.tributary.aggregation.cluster;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps the slots' announcements, and knows which clients have announced all their slots. */
final class AnnouncedSlots {
  private static final int LAST_INDEX = 9999;

  private final TreeMap<SlotId, TaskEmbedding> slots = new TreeMap<>();
  private final Set<ClientId> complete = new TreeSet<>();
  private final Map<ClientId, Integer> clients = new HashMap<>();
  private long nameCharacters;

  void put(TaskEmbedding embedding) {
    SlotId slot = embedding.slot();
    if (slots.put(slot, embedding) == null) {
      nameCharacters += slot.toString().length();
      clients.merge(slot.client(), 1, Integer::sum);
    }
    count(embedding.slot().client());
  }

  /** Removes a slot; returns whether it was there. */
  boolean remove(SlotId slot) {
    if (slots.remove(slot) == null) {
      return false;
    }
    nameCharacters -= slot.toString().length();
    clients.computeIfPresent(slot.client(), (client, count) -> count > 1 ? count - 1 : null);
    count(slot.client());
    return true;
  }

  int size() {
    return slots.size();
  }

  int clients() {
    return clients.size();
  }

  /** The clients that have announced a slot, in ascending order. */
  Set<ClientId> names() {
    return new TreeSet<>(clients.keySet());
  }

  /** Returns the total length of all slots' names, in characters. */
  long nameCharacters() {
    return nameCharacters;
  }

  boolean contains(SlotId slot) {
    return slots.containsKey(slot);
  }

  TaskEmbedding get(SlotId slot) {
    return slots.get(slot);
  }

  /** All slots that have announced, in ascending order. */
  Set<SlotId> all() {
    return Collections.unmodifiableSet(slots.navigableKeySet());
  }

  /** The slots of one client, in their order. */
  Set<SlotId> of(ClientId client) {
    return new TreeSet<>(theirs(client).navigableKeySet());
  }

  /** Returns the clients that have announced as many slots as they say they have. */
  Set<ClientId> complete() {
    return Collections.unmodifiableSet(complete);
  }

  /** Returns the centroids of some slots. */
  SortedMap<SlotId, float[]> centroids(Iterable<SlotId> of) {
    var centroids = new TreeMap<SlotId, float[]>();
    of.forEach(slot -> centroids.put(slot, slots.get(slot).centroid()));
    return centroids;
  }

  private NavigableMap<SlotId, TaskEmbedding> theirs(ClientId client) {
    return slots.subMap(new SlotId(client, 0), true, new SlotId(client, LAST_INDEX), true);
  }

  private void count(ClientId client) {
    int known = clients.getOrDefault(client, 0);
    if (theirs(client).values().stream().anyMatch(slot -> known >= slot.clientSlots())) {
      complete.add(client);
    } else {
      complete.remove(client);
    }
  }
}
