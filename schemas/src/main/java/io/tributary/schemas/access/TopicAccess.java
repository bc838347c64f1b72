package io.tributary.schemas.access;

import io.tributary.schemas.topic.TopicSpec;
import java.util.Set;

/**
 * The roles that read and write one topic.
 *
 * @param topic of the federation
 * @param readers roles that read it
 * @param writers roles that write it
 */
public record TopicAccess(TopicSpec topic, Set<ProgramRole> readers, Set<ProgramRole> writers) {
  public TopicAccess {
    readers = Set.copyOf(readers);
    writers = Set.copyOf(writers);
  }
}
