import { useRef, useState, type FormEvent } from "react";
import { useErrorText } from "@/api/useErrorText";
import { isApiError } from "@/api/problem";
import { useI18n } from "@/i18n/I18nProvider";

type Values = Record<string, string>;
type Errors = Record<string, string>;

/** A form's values, its errors beside their fields, and one submission at a time. The first field at fault gets the focus. */
export function useForm<T extends Values>(initial: T, submit: (values: T) => Promise<void>, check: (values: T) => Errors = () => ({})) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { maybe } = useI18n();
  const text = useErrorText();

  const show = (found: Errors) => {
    setErrors(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = check(values);
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setFailure(null);
    submit(values)
      .catch((error: unknown) => {
        const fields = isApiError(error) ? Object.entries(error.fields).filter(([name]) => name in values) : [];
        if (fields.length > 0) show(Object.fromEntries(fields.map(([name, texts]) => [name, maybe(`field.${name}.wrong`) ?? texts[0] ?? ""])));
        else setFailure(text(error));
      })
      .finally(() => setBusy(false));
  };

  const bind = (name: keyof T & string) => ({
    name,
    value: values[name] ?? "",
    error: errors[name],
    onChange: (event: { target: { value: string } }) => setValues((old) => ({ ...old, [name]: event.target.value })),
  });

  return { form, values, setValues, bind, onSubmit, busy, failure, errors };
}
