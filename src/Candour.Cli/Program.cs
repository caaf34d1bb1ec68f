using Microsoft.ML.OnnxRuntime;
using var s = new InferenceSession(args[0]);
Console.WriteLine(s.InputMetadata.Count);
