import { knownTests } from "../../../src/passes/known-tests.ts";
import { testSameEffects } from "../../support/same-effects.ts";

testSameEffects(knownTests, "known-tests");
