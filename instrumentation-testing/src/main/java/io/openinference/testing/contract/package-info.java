/**
 * The contract of an instrumentation: what holds of every traced library, through every door.
 *
 * <p>A library's module extends {@link io.openinference.testing.contract.InstrumentationContract}
 * and says in a few methods how the library is called. The tests are the same for all libraries.
 */
@NullMarked
package io.openinference.testing.contract;

import org.jspecify.annotations.NullMarked;
