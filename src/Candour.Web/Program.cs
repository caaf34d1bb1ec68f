using Candour.Web;

CandourApp.Build(CandourOptions.FromArguments(args)).Run();
