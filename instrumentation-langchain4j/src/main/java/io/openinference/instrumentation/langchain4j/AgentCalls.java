// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents at work in the process. The events of an agent share no object, so they meet by the
 * run's memory id and the agent's id.
 *
 * <p>Several listeners may hear of one run: that of {@code instrument()}, one of the outermost
 * agent and one of a subagent. The first that hears of the beginning of an agent owns the call and
 * ends it. The others find it here: they start no second span, and their own agents become its
 * children.
 */
final class AgentCalls {

  static final AgentCalls OF_PROCESS = new AgentCalls();

  // Guarded by itself.
  private final List<AgentCall> calls = new ArrayList<>();

  void add(AgentCall call) {
    synchronized (calls) {
      calls.add(call);
    }
  }

  /** Tells whether a listener has started the call that an event tells of. */
  boolean isStarted(Object request) {
    synchronized (calls) {
      return calls.stream().anyMatch(call -> call.isStartedBy(request));
    }
  }

  /** Returns the call of an agent: that of this thread, or else the last one that began. */
  @Nullable AgentCall find(Object run, String agentId) {
    return find(run, agentId, null);
  }

  private @Nullable AgentCall find(Object run, String agentId, @Nullable Object owner) {
    synchronized (calls) {
      AgentCall found = null;
      for (AgentCall call : calls) {
        if (call.is(run, agentId)
            && (owner == null || call.isOwnedBy(owner))
            && (call.isOfThisThread() || found == null)) {
          found = call;
        }
      }
      return found;
    }
  }

  /**
   * Takes out the call of an agent and closes its scope.
   *
   * @param owner the listener whose call it is, or null for that of any listener
   */
  @Nullable AgentCall remove(Object run, String agentId, @Nullable Object owner) {
    AgentCall found;
    synchronized (calls) {
      found = find(run, agentId, owner);
      if (found != null) {
        calls.remove(found);
      }
    }
    if (found != null) {
      found.close();
    }
    return found;
  }

  void remove(AgentCall call) {
    synchronized (calls) {
      calls.remove(call);
    }
  }

  /** Takes out the calls that a run has left. */
  List<AgentCall> removeAll(Object run) {
    List<AgentCall> left;
    synchronized (calls) {
      left = calls.stream().filter(call -> call.isOf(run)).toList();
      calls.removeAll(left);
    }
    left.forEach(AgentCall::close);
    return left;
  }

  long countOf(Object owner) {
    synchronized (calls) {
      return calls.stream().filter(call -> call.isOwnedBy(owner)).count();
    }
  }
}
