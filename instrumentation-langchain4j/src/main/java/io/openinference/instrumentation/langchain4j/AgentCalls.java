// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running agents of the process. Events of one agent share no object, so they are matched by
 * the run's memory id and the agent's id.
 *
 * <p>Several listeners may receive the events of one run: the listener of {@code instrument()}, a
 * listener of the outermost agent and a listener of a subagent. The first listener that receives an
 * agent's beginning owns the call and ends it. The other listeners find the call here. They start
 * no second span, and their own agents become children of the call.
 */
final class AgentCalls {

  static final AgentCalls OF_PROCESS = new AgentCalls();

  // The list's own monitor guards the list.
  private final List<AgentCall> calls = new ArrayList<>();

  void add(AgentCall call) {
    synchronized (calls) {
      calls.add(call);
    }
  }

  /** Tells whether a listener has started the call of an event. */
  boolean isStarted(Object request) {
    synchronized (calls) {
      return calls.stream().anyMatch(call -> call.isStartedBy(request));
    }
  }

  /** Returns the call of an agent: the call on this thread, or else the latest one. */
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
   * Removes the call of an agent and closes its scope.
   *
   * @param owner the listener that owns the call, or null for any listener
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

  /** Removes the remaining calls of a run. */
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
