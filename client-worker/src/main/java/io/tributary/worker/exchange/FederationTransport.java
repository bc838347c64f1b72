package io.tributary.worker.exchange;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.row.DataFeed;
import java.util.Set;

/** Connects the clients of one process to their federation, through Kafka or within the process. */
public interface FederationTransport extends AutoCloseable {
  /** The name of the federation, which prefixes its topics. */
  String federation();

  /** The codecs of the records in the federation's topics. */
  Codecs codecs();

  /** The publisher that all clients of the process share. */
  StatusPublisher announcer();

  /**
   * Returns the publisher of a client's updates, which takes the client over from any earlier
   * worker.
   *
   * @throws io.tributary.schemas.settings.Failure if the federation refuses access
   */
  UpdateSink sink(ClientId client);

  /**
   * Reports the federation's records to the listener, from the newest existing ones on; called
   * once.
   *
   * @param ledger which decisions to report
   * @param starts clients whose slots' personal starts to report, where the aggregator computes
   *     them
   */
  void follow(FollowListener listener, Ledger ledger, Set<ClientId> starts);

  /** Returns whether everything that existed when following began has been reported. */
  boolean caughtUp();

  /** Returns a feed of rows for a client, in addition to those it has; only while following. */
  DataFeed rows(ClientId client);

  /** Closes everything that it opened except sinks. */
  @Override
  void close();
}
