import { needlessForeground } from "../../../src/passes/needless-foreground.ts";
import { testSameEffects } from "../../support/same-effects.ts";

testSameEffects(needlessForeground, "needless-foreground");
