// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents at work. The events of an agent share no object, so they meet by the run's memory id
 * and the agent's id.
 */
final class AgentCalls {

  // Guarded by itself.
  private final List<AgentCall> calls = new ArrayList<>();

  void add(AgentCall call) {
    synchronized (calls) {
      calls.add(call);
    }
  }

  /** Returns the call of an agent: that of this thread, or else the last one that began. */
  @Nullable AgentCall find(Object run, String agentId) {
    synchronized (calls) {
      AgentCall found = null;
      for (AgentCall call : calls) {
        if (call.is(run, agentId) && (call.isOfThisThread() || found == null)) {
          found = call;
        }
      }
      return found;
    }
  }

  /** Takes out the call of an agent and closes its scope. */
  @Nullable AgentCall remove(Object run, String agentId) {
    AgentCall found;
    synchronized (calls) {
      found = find(run, agentId);
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

  int size() {
    synchronized (calls) {
      return calls.size();
    }
  }
}
