// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

/** Traces the calls of one of LangChain4j's types, see {@link TracedType}. */
interface PartInterceptor extends Interceptor<Tracing> {

  /** Says what a proxy does with a default method that the delegate does not override. */
  default Route<Tracing> inheritedDefault(Method method) {
    // The defaults of these only say that they are not supported, with the delegate's class name.
    boolean isUnsupported =
        method.getName().startsWith("do")
            || CompletionStage.class.isAssignableFrom(method.getReturnType());
    return isUnsupported ? Route.pass() : Route.funnel(this);
  }
}
