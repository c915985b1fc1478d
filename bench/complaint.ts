/** Something the user can put right: printed as one line, `bench: ...`, with exit code 1 and nothing left behind. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}
