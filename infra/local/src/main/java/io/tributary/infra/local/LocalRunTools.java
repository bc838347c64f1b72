package io.tributary.infra.local;

import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.process.ChildTroubles;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.result.LocalRunStages;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.id.ClientId;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tools that all federations of one run share.
 *
 * @param options of the run
 * @param mainClass of the command line
 * @param corpus the text of all clients
 * @param services broker, registry, base model
 * @param dist where the jars are
 * @param supervisor keeps the children alive
 * @param troubles knows which of them will not be restarted
 * @param stages of the wall time
 * @param progress for people
 */
record LocalRunTools(
    LocalRunOptions options,
    String mainClass,
    Corpus corpus,
    LocalServices services,
    Distribution dist,
    Supervisor supervisor,
    ChildTroubles troubles,
    LocalRunStages stages,
    Progress progress) {
  int clients() {
    return corpus.clients().size();
  }

  /** Returns the clients of this run; in an open federation others may take part, too. */
  Set<ClientId> ownClients() {
    return corpus.clients().stream().map(ClientDataset::client).collect(Collectors.toSet());
  }

  /** Returns the number of rows that all clients train on. */
  long trainRows() {
    return corpus.clients().stream().mapToLong(client -> client.train().size()).sum();
  }
}
