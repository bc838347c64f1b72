package io.tributary.infra.sim.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store that a crash takes back to its last commit, as restoring a changelog does; both cost as
 * much as has changed since.
 */
final class TransactionalStore implements KeyValueStore<String, byte[]> {
  private final String name;
  private final NavigableMap<String, byte[]> content = new TreeMap<>();

  /** The values of the last commit, of the keys that changed since. */
  private final SortedMap<String, Optional<byte[]>> before = new TreeMap<>();

  TransactionalStore(String name) {
    this.name = name;
  }

  void commitChanges() {
    before.clear();
  }

  void undoChanges() {
    before.forEach(
        (key, value) ->
            value.ifPresentOrElse(old -> content.put(key, old), () -> content.remove(key)));
    before.clear();
  }

  /** Returns its content now; the caller must not change it. */
  SortedMap<String, byte[]> content() {
    return content;
  }

  @Override
  public byte[] get(String key) {
    return content.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    before.computeIfAbsent(key, k -> Optional.ofNullable(content.get(k)));
    if (value == null) {
      content.remove(key);
    } else {
      content.put(key, value);
    }
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value) {
    byte[] old = get(key);
    if (old == null) {
      put(key, value);
    }
    return old;
  }

  @Override
  public void putAll(List<KeyValue<String, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] delete(String key) {
    byte[] old = get(key);
    put(key, null);
    return old;
  }

  @Override
  public KeyValueIterator<String, byte[]> range(String from, String to) {
    NavigableMap<String, byte[]> tail = from == null ? content : content.tailMap(from, true);
    return iterator(to == null ? tail : tail.headMap(to, true));
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return iterator(content);
  }

  @Override
  public <T extends Serializer<P>, P> KeyValueIterator<String, byte[]> prefixScan(
      P prefix, T serializer) {
    String text = new String(serializer.serialize(name, prefix), StandardCharsets.UTF_8);
    return iterator(content.subMap(text, true, text + Character.MAX_VALUE, false));
  }

  @Override
  public long approximateNumEntries() {
    return content.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Returns an iterator over a copy, because a processor may change what it iterates over. */
  private static KeyValueIterator<String, byte[]> iterator(SortedMap<String, byte[]> entries) {
    var copy = new ArrayList<KeyValue<String, byte[]>>(entries.size());
    entries.forEach((key, value) -> copy.add(KeyValue.pair(key, value)));
    Iterator<KeyValue<String, byte[]>> iterator = copy.iterator();
    return new KeyValueIterator<>() {
      private KeyValue<String, byte[]> next = iterator.hasNext() ? iterator.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public KeyValue<String, byte[]> next() {
        KeyValue<String, byte[]> now = next;
        next = iterator.hasNext() ? iterator.next() : null;
        return now;
      }

      @Override
      public String peekNextKey() {
        return next.key;
      }

      @Override
      public void close() {}
    };
  }
}
