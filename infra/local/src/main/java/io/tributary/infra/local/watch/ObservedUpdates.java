package io.tributary.infra.local.watch;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps updates: all that the ledger accepted, and of all others, which any client may send in any
 * number, the newest of each client.
 */
public final class ObservedUpdates {
  static final int MOST_ACCEPTED = 100_000;
  static final int MOST_CLIENTS = 2_000;
  static final int MOST_OF_A_CLIENT = 100;

  private final Map<UpdateId, ObservedUpdate> accepted = new Newest<>(MOST_ACCEPTED);

  /**
   * The updates that were accepted before their manifests were read: two topics have no common
   * order.
   */
  private final Map<UpdateId, Boolean> acceptedUnseen = new Newest<>(MOST_ACCEPTED);

  private final Map<ClientId, Map<UpdateId, ObservedUpdate>> undecided = new Newest<>(MOST_CLIENTS);

  /** A map that forgets its oldest entry when there are too many. */
  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Newest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  void sent(ObservedUpdate update) {
    if (acceptedUnseen.remove(update.id()) != null) {
      accepted.put(update.id(), update);
    } else if (!accepted.containsKey(update.id())) {
      ClientId client = update.id().slot().client();
      undecided
          .computeIfAbsent(client, unknown -> new Newest<>(MOST_OF_A_CLIENT))
          .put(update.id(), update);
    }
  }

  void accepted(UpdateId id) {
    Map<UpdateId, ObservedUpdate> ofClient =
        undecided.getOrDefault(id.slot().client(), new LinkedHashMap<>());
    ObservedUpdate update = ofClient.remove(id);
    if (update != null) {
      accepted.put(id, update);
    } else if (!accepted.containsKey(id)) {
      acceptedUnseen.put(id, true);
    }
  }

  /** Returns the updates that were accepted and whose manifests were read, the oldest first. */
  public Collection<ObservedUpdate> accepted() {
    return List.copyOf(accepted.values());
  }

  /** Returns all updates, decided or not. */
  Collection<ObservedUpdate> all() {
    var all = new ArrayList<>(accepted.values());
    undecided.values().forEach(ofClient -> all.addAll(ofClient.values()));
    return all;
  }

  /** Returns the accepted update of an id; empty if none such is kept. */
  public Optional<ObservedUpdate> find(UpdateId id) {
    return Optional.ofNullable(accepted.get(id));
  }
}
